"""``python -m leadwright`` is the command ``leadwright``."""

from leadwright.doors.cli import main

if __name__ == "__main__":
    main()
