"""`python -m ransomwire` is the command `ransomwire`."""

from ransomwire.main import main

if __name__ == "__main__":
    main()
