"""Every answer in a folder against the JSON Schema document of its name.

    validate_answers.py ANSWERS SCHEMAS [SOURCES]

With SOURCES also says which documents the program's source names that have no schema.
"""
import json
import pathlib
import re
import sys

from jsonschema import Draft202012Validator

answers, schemas = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
# What the program reads or hashes, and never answers with.
NO_ANSWERS = {"dpledger.person/1", "dpledger.profile/1", "dpledger.anchor/1"}
wrong = []
validators = {}
for file in sorted(schemas.glob("*.json")):
    document = json.loads(file.read_text())
    Draft202012Validator.check_schema(document)
    name = document["title"]
    if file.name != name.replace("/", "-") + ".json":
        wrong.append(f"{file.name} is of {name}")
    if document["properties"]["schema"] != {"const": name}:
        wrong.append(f"{file.name} does not ask for its own name")
    validators[name] = Draft202012Validator(document)

met = set()
for file in sorted(answers.glob("*.json")):
    text = file.read_text()
    if not text.strip():
        continue
    answer = json.loads(text)
    name = answer.get("schema")
    if name not in validators:
        wrong.append(f"{file.name}: no schema document for {name}")
        continue
    met.add(name)
    for error in list(validators[name].iter_errors(answer))[:3]:
        place = "/".join(map(str, error.absolute_path))
        wrong.append(f"{file.name}: {name} at {place}: {error.message[:300]}")

if len(sys.argv) > 3:
    source = pathlib.Path(sys.argv[3])
    for folder in ("app", "reports"):
        for file in sorted((source / folder).glob("*.cpp")):
            for name in re.findall(r'"(dpledger\.[a-z-]+/[0-9]+)"', file.read_text()):
                if name not in validators and name not in NO_ANSWERS:
                    wrong.append(f"{file.name} names {name}, which has no schema document")

print("\n".join(dict.fromkeys(wrong)))
print(f"{len(met)} documents met, {len(validators)} schemas", file=sys.stderr)
sys.exit(1 if wrong else 0)
