# SPDX-License-Identifier: Apache-2.0
"""Follows every link and every resource of the HTML and Markdown pages of a report."""

import html.parser
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
problems = []


class Page(html.parser.HTMLParser):
    """What a page refers to, and what may be referred to in it."""

    def __init__(self, path):
        super().__init__()
        self.name = path.name
        self.resources, self.links, self.anchors = [], [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if "id" in values:
            if values["id"] in self.anchors:
                problems.append(f"the anchor {values['id']} stands twice")
            self.anchors.add(values["id"])
        if tag == "script" and (self.name, values.get("src")) != ("index.html", "filter.js"):
            problems.append(f"{self.name}: a script")
        if tag == "a":
            self.links.append(values.get("href", ""))
        elif "href" in values:
            self.resources.append(values["href"])
        if "src" in values:
            self.resources.append(values["src"])
        if tag == "img" and not values.get("alt"):
            problems.append(f"{values.get('src')} lacks words for those who do not see it")


pages = {path.name: Page(path) for path in sorted(root.glob("*.html"))}
for name, page in pages.items():
    for resource in page.resources:
        if resource != "data:," and not (root / resource).is_file():
            problems.append(f"{name}: the resource {resource}")
    for link in page.links:
        if link.startswith("https://"):
            continue
        target, _, anchor = link.partition("#")
        other = pages.get(target or name)
        if target and not (root / target).is_file():
            problems.append(f"{name}: the link {link}")
        elif anchor and (other is None or anchor not in other.anchors):
            problems.append(f"{name}: no anchor for {link}")

for path in sorted(root.glob("*.md")):
    text = re.sub(r"````.*?````", "", path.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"`[^`]*`", "", text)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, anchor = target.partition("#")
        if target.startswith("https://"):
            continue
        other = (root / file) if file else path
        if not other.is_file():
            problems.append(f"{path.name}: {target}")
        elif anchor and f'<a id="{anchor}"></a>' not in other.read_text(encoding="utf-8"):
            problems.append(f"{path.name}: no anchor for {target}")

for path in [root / "style.css"]:
    for target in re.findall(r"url\(([^)]*)\)", path.read_text(encoding="utf-8")):
        if not (root / target).is_file():
            problems.append(f"{path.name}: {target}")
for path in sorted(root.glob("*/*.svg")):
    for target in re.findall(r"(?:href|src)=['\"]([^#'\"][^'\"]*)", path.read_text(encoding="utf-8")):
        problems.append(f"{path.name}: {target}")

print("\n".join(problems))
sys.exit(1 if problems or len(pages) < 2 else 0)
