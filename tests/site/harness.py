# SPDX-License-Identifier: Apache-2.0
"""Prints a page with every page of a report in a frame of the given width, and the script that measures them."""

import pathlib
import sys

root, width, script = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
print("<!DOCTYPE html><meta charset=utf-8><title>harness</title><pre id=result></pre>")
for page in sorted(root.glob("*.html")):
    if page.name != "harness.html":
        print(f'<iframe src="{page.name}" style="width:{width}px;height:844px;border:0"></iframe>')
print(f"<script>{script.read_text(encoding='utf-8')}</script>")
