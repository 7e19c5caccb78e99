#!/bin/sh
# The same as: python3 start.py
cd "$(dirname "$0")" && exec python3 start.py "$@"
