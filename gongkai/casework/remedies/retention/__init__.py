"""保管与销毁: terms, holds, and the shredding of personal data by two persons."""
