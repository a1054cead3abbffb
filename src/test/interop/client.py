"""The official Python SDK, told by lines of JSON what to do: client.py [--offer VERSION] SERVER-COMMAND ARGUMENT…

Each line of standard input is {"verb": …, …}; for each a line {"ok": …} or {"error": "…"} goes to standard output.
The verbs are the functions of `VERBS` below. The server inherits the environment and standard error.
With --offer the handshake offers that version of the protocol; without it the SDK negotiates as it does for anyone.
"""

import json
import os
import sys
import warnings
from contextlib import asynccontextmanager

import anyio
from jsonschema.validators import validator_for
from mcp import Client, ClientSession, StdioServerParameters, stdio_client, types
from mcp.shared.exceptions import MCPDeprecationWarning

# Ping is deprecated in versions of the protocol that this server does not speak.
warnings.simplefilter("ignore", MCPDeprecationWarning)

# In seconds; the limit on a whole run is the caller's.
PATIENCE = 600


@asynccontextmanager
async def connected(parameters, offer):
    if offer is None:
        async with Client(parameters, read_timeout_seconds=PATIENCE) as client:
            yield client.session
    else:
        async with stdio_client(parameters) as streams, ClientSession(*streams, read_timeout_seconds=PATIENCE) as session:
            await offered(session, offer)
            yield session


async def offered(session, version):
    """Does what `ClientSession.initialize` does, which offers the newest version only."""
    request = types.InitializeRequest(
        params=types.InitializeRequestParams(
            protocol_version=version,
            capabilities=types.ClientCapabilities(),
            client_info=types.Implementation(name="interop", version="1"),
        )
    )
    session.adopt(await session.send_request(request, types.InitializeResult))
    await session.send_notification(types.InitializedNotification())


def plain(model):
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)


async def server(session):
    return {**plain(session.server_info), "protocolVersion": session.protocol_version, "capabilities": plain(session.server_capabilities)}


async def tools(session):
    """Lists them; from then on the SDK holds every result against its tool's output schema."""
    listed = (await session.list_tools()).tools
    for schema in [tool.input_schema for tool in listed] + [tool.output_schema for tool in listed]:
        validator_for(schema).check_schema(schema)
    return [{"name": tool.name} for tool in listed]


async def call(session, tool, arguments):
    notes = []

    async def note(progress, total, message):
        notes.append({"progress": progress, "total": total, "message": message})

    result = await session.call_tool(tool, arguments, progress_callback=note)
    return {"result": plain(result), "progress": notes}


async def ping(session):
    return plain(await session.send_ping())


VERBS = {verb.__name__: verb for verb in (server, tools, call, ping)}


async def answer(session, verb, **request):
    try:
        return {"ok": await VERBS[verb](session, **request)}
    except Exception as error:  # whatever the SDK raises is what this program is there to tell
        return {"error": f"{type(error).__name__}: {error}"}


async def main(arguments):
    offer = None
    if arguments[0] == "--offer":
        _, offer, *arguments = arguments
    parameters = StdioServerParameters(command=arguments[0], args=arguments[1:], env=dict(os.environ))
    async with connected(parameters, offer) as session:
        async for line in anyio.wrap_file(sys.stdin):
            print(json.dumps(await answer(session, **json.loads(line))), flush=True)


anyio.run(main, sys.argv[1:])
