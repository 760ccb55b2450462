# Runs the handler of a generated procedure in Snowpark's local testing: real Snowpark tables, no Snowflake.
#   run_procedure.py FILE.sql HANDLER   with the arguments as JSON in $ARGUMENTS
# Replaced is only the module _snowflake, which Snowflake itself provides and which hands out the secrets.
import json
import os
import re
import sys
import types

from snowflake.snowpark import Session
from snowflake.snowpark.types import StringType, StructField, StructType, TimestampTimeZone, TimestampType

secrets = types.ModuleType("_snowflake")
given = {
    "token_name": os.environ["TABLEAU_TOKEN_NAME"],
    "token_value": os.environ["TABLEAU_TOKEN_VALUE"],
}
secrets.get_generic_secret_string = given.__getitem__
sys.modules["_snowflake"] = secrets

file, handler = sys.argv[1:3]
text = open(file, encoding="utf-8").read()
procedure = next(one for one in text.split("CREATE OR REPLACE PROCEDURE")[1:] if f"HANDLER = '{handler}'" in one)
body = re.search(r"\$\$\n(.*?)\n\$\$", procedure, re.S).group(1)

session = Session.builder.config("local_testing", True).create()
TEXTS = ("HOST", "SITE", "RESOURCE_TYPE", "LUID", "NAME", "PROJECT", "PROJECT_PATH", "VIZPORTAL_ID")
TIMES = ("SEEN_AT", "VANISHED_AT")
schema = StructType(
    [StructField(name, StringType()) for name in TEXTS]
    + [StructField(name, TimestampType(TimestampTimeZone.NTZ)) for name in TIMES]
)
arguments = json.loads(os.environ["ARGUMENTS"])
rows = json.loads(os.environ.get("ROWS", "[]"))
if handler == "refresh":
    kind, name, project, site, host, path = arguments
    rows.append([host.split("://")[-1], site, kind, os.environ["ITEM_LUID"], name, project, path, None])
    # The same name elsewhere: only the path tells them apart.
    rows.append([host.split("://")[-1], site, kind, "other", name, project, f"Elsewhere/{path}", None])
session.create_dataframe([[*row, None, None] for row in rows], schema=schema).write.save_as_table("tableau_items")

module = {"__name__": "procedure"}
exec(compile(body, f"{file}:{handler}", "exec"), module)
print(module[handler](session, *arguments))
if handler == "sync":
    table = session.table("tableau_items").collect()
    # Local testing gives an empty time as None, or as what is not equal to itself.
    time = lambda value: "None" if value is None or value != value else str(value)
    print("TABLE " + json.dumps([[row[name] for name in TEXTS] + [time(row[name]) for name in TIMES] for row in table]))
