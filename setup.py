"""For `scrapyd-deploy`, which packs the project by it, with its models and word lists; all else is in pyproject.toml."""

from setuptools import setup

setup()
