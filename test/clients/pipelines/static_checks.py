# Parses generated SQL with sqlglot, and reads generated literals with the languages that they are for.
#   static_checks.py checks.json     prints a line of JSON for each check
import ast
import json
import logging
import re
import sys

import sqlglot
from sqlglot import exp

logging.getLogger("sqlglot").setLevel(logging.ERROR)

# What sqlglot has no grammar for: it takes them apart into words only, and the line says so.
WORDS_ONLY = (
    "CREATE OR REPLACE NETWORK RULE",
    "CREATE SECRET",
    "CREATE OR REPLACE EXTERNAL ACCESS INTEGRATION",
    "CREATE ROLE",
    "CREATE OR REPLACE TASK",
    "CREATE OR REPLACE ALERT",
    "ALTER TASK",
    "ALTER ALERT",
    "CREATE STREAM",
)
checks = json.load(open(sys.argv[1], encoding="utf-8"))


def tell(check, passed, detail=""):
    print(json.dumps({"check": check, "passed": bool(passed), "detail": "" if passed else detail}), flush=True)


def bodies_of(sql):
    """The script with each body between $$ and $$ as a string of its own, and the bodies."""
    bodies = re.findall(r"\$\$\n(.*?)\n\$\$", sql, re.S)
    return re.sub(r"\$\$\n.*?\n\$\$", "'body'", sql, flags=re.S), bodies


def words_of(command):
    text = re.sub(r"/\*.*?\*/|--[^\n]*\n", " ", f"{command.this} {command.expression}", flags=re.S)
    return re.sub(r"\s+", " ", text).strip()


def calls_in(text):
    return [line.strip().rstrip(";") for line in text.splitlines() if line.strip().startswith("CALL refresh_tableau")]


for script in checks["scripts"]:
    label = f"sqlglot: {script['label']}"
    try:
        text, bodies = bodies_of(script["text"])
        parsed = [one for one in sqlglot.parse(text, read=script["dialect"]) if one is not None]
        commands = [words_of(one) for one in parsed if isinstance(one, exp.Command)]
        wrong = [one[:60] for one in commands if not one.upper().startswith(WORDS_ONLY)]
        kinds = sorted({type(one).__name__ for one in parsed if not isinstance(one, exp.Command)})
        strings = {literal.this for one in parsed for literal in one.find_all(exp.Literal)}
        for body in bodies:
            if "def " in body:
                ast.parse(body)
            for call in calls_in(body):
                as_query = sqlglot.parse_one(f"SELECT {call[len('CALL '):]}", read="snowflake")
                strings |= {literal.this for literal in as_query.find_all(exp.Literal)}
        missing = [name for name in script["names"] if name not in strings]
        is_whole = not bodies or kinds == ["Create", "Grant", "Merge"]
        tell(
            f"{label}: parsed, and every name read back ({len(parsed)} statements; words only: {len(commands)}, "
            "such as secrets and tasks, for which it has no grammar)",
            parsed and not wrong and not missing and is_whole,
            f"unknown: {wrong}; names that were not read back: {missing}; parsed: {kinds}",
        )
    except Exception as error:
        tell(f"{label}: parsed", False, f"{type(error).__name__}: {error}")

wrong = [one["name"] for one in checks["literals"] if ast.literal_eval(one["python"]) != one["name"]]
tell("Python reads every literal as the name itself", not wrong, str(wrong))
for dialect, key in (("snowflake", "snowflake"), ("postgres", "ansi")):
    wrong = []
    for one in checks["literals"]:
        read = sqlglot.parse_one(f"SELECT {one[key]}", read=dialect).find(exp.Literal)
        if read is None or read.this != one["name"]:
            wrong.append((one["name"], read and read.this))
    tell(f"sqlglot ({dialect}) reads every literal as the name itself", not wrong, str(wrong))
