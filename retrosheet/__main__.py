"""``python -m retrosheet``: the same as the command ``retrosheet``."""

from retrosheet.cli import main

if __name__ == "__main__":
    main()
