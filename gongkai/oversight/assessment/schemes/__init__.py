"""考核方案: written as rows, approved by a second person, kept by versions."""
