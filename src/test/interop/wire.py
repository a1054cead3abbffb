"""Holds what the server wrote in the tests against the protocol's schemas, as the official Python SDK carries them:
wire.py FOLDER

Each file of the folder is one connection, a JSON object a line: {"to": …} what was sent to the server, {"from": …} what
it wrote, each a line as it was on the wire. Files are deleted once they are read, and violations are printed.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from mcp_types.jsonrpc import JSONRPCMessage
from mcp_types.methods import parse_server_notification, validate_server_result
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS
from pydantic import TypeAdapter

MESSAGE = TypeAdapter(JSONRPCMessage)
VERSION = "io.modelcontextprotocol/protocolVersion"
SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId"
MODERN = "2026-07-28"

# Of the extension for tasks, which the SDK does not carry.
TASK = {"taskId": str, "status": str, "createdAt": str, "lastUpdatedAt": str, "ttlMs": int}
STATUSES = {"working", "input_required", "completed", "failed", "cancelled"}


def read(text):
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def key(message_id):
    """Ids are the same only where their types are."""
    return json.dumps(message_id)


def part(whole, name):
    """A field that is an object, however wrong what it stands in is."""
    value = whole.get(name)
    return value if isinstance(value, dict) else {}


def meta_of(message):
    return part(part(message, "params"), "_meta")


class Connection:
    def __init__(self):
        self.requests = {}
        self.legacy = HANDSHAKE_PROTOCOL_VERSIONS[-1]
        self.modern_tokens = set()
        # Whether something was sent that cannot be read here, and so may have been a request.
        self.unread = False

    def to_server(self, text):
        message = read(text)
        self.unread = self.unread or message is None
        if isinstance(message, dict) and "method" in message and "id" in message:
            # One with the id of another that is not answered is refused without it.
            self.requests.setdefault(key(message["id"]), message)
            if meta_of(message).get(VERSION) == MODERN:
                self.modern_tokens.add(key(meta_of(message).get("progressToken")))

    def from_server(self, text):
        message = json.loads(text)
        MESSAGE.validate_python(message)
        if "method" in message:
            if "id" in message:
                raise ValueError("the server sent a request")
            self.notification(message)
            return "notification"
        if "error" in message:
            self.requests.pop(key(message.get("id")), None)
            return "error"
        return self.result(message)

    def notification(self, message):
        params = part(message, "params")
        modern = SUBSCRIPTION in meta_of(message) or key(params.get("progressToken")) in self.modern_tokens
        parse_server_notification(message["method"], MODERN if modern else self.legacy, params or None)

    def result(self, message):
        request = self.requests.pop(key(message["id"]), None)
        if request is None:
            if self.unread:
                return "result of a request that cannot be read"
            raise ValueError("an answer to no request")
        method, result = request["method"], message["result"]
        if VERSION not in meta_of(request):
            if method == "initialize":
                self.legacy = result["protocolVersion"]
            if "resultType" in result or "ttlMs" in result:
                raise ValueError("fields of the modern era in a legacy result")
            validate_server_result(method, self.legacy, result)
            return f"legacy {method}"
        if result.get("resultType") == "task" or method.startswith("tasks/"):
            task(method, result)
        else:
            if "resultType" not in result:
                raise ValueError("no resultType")
            validate_server_result(method, MODERN, result)
        return f"modern {method}"


def task(method, result):
    if result["resultType"] != ("task" if method == "tools/call" else "complete"):
        raise ValueError("a task's resultType")
    if method in ("tools/call", "tasks/get"):
        for field, kind in TASK.items():
            if not isinstance(result[field], kind):
                raise ValueError(f"{field} of a task")
        if result["status"] not in STATUSES:
            raise ValueError("status of a task")
    if result.get("status") == "completed":
        validate_server_result("tools/call", MODERN, result["result"])


def check(folder):
    seen, violations = Counter(), []
    for file in sorted(Path(folder).glob("*.jsonl")):
        connection = Connection()
        for line in file.read_text(encoding="utf-8").split("\n"):
            record = read(line)
            if record is None:
                continue  # The last line of a process that was killed.
            if "to" in record:
                connection.to_server(record["to"])
                continue
            try:
                seen[connection.from_server(record["from"])] += 1
            except Exception as fault:  # whatever the SDK raises is a violation
                violations.append(f"{file.name}: {type(fault).__name__}: {fault}\n  {record['from'][:500]}")
        file.unlink()
    return seen, violations


def main(folder):
    seen, violations = check(folder)
    print(f"{seen.total()} lines of the server's held against the protocol's schemas, {len(violations)} violations")
    for kind, count in sorted(seen.items()):
        print(f"  {count:7} {kind}")
    print("\n".join(violations[:20]))
    return 1 if violations or not seen else 0


sys.exit(main(sys.argv[1]))
