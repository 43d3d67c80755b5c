"""Prints what CycloneDX bills of materials list: a row for each library, with its licence and who depends on it."""

import json
import sys

rows = {}
for path in sys.argv[1:]:
    with open(path) as file:
        bom = json.load(file)
    module = bom["metadata"]["component"]["name"]
    for component in bom.get("components", []):
        if component["group"] == "dev.ormtracing":
            continue
        licences = [
            entry.get("expression") or entry["license"].get("id") or entry["license"]["name"]
            for entry in component.get("licenses", [])
        ]
        key = (component["group"] + ":" + component["name"], component["version"], ", ".join(licences) or "none told")
        optional = " (optional)" if component.get("scope") == "optional" else ""
        rows.setdefault(key, []).append("`" + module + "`" + optional)

print("| library | version | licence | needed by |")
print("|---|---|---|---|")
for (name, version, licence), modules in sorted(rows.items()):
    print(f"| `{name}` | {version} | {licence} | {', '.join(sorted(modules))} |")
