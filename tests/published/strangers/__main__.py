"""python -m tests.published.strangers [NAME] [-v]"""

from tests.published.strangers.scores import main

if __name__ == "__main__":
    main()
