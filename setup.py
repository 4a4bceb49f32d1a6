"""For `scrapyd-deploy`, which packs the project by it, models and word lists too; all else is in pyproject.toml."""

from setuptools import setup

setup()
