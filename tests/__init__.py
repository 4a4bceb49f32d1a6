"""Tests, and the benches that `make bench` runs."""
