// The official TypeScript SDK, told by lines of JSON what to do: node client.mjs LINE SERVER-COMMAND ARGUMENT…
//
// LINE is the SDK's: 1 speaks the protocol's legacy era, 2 asks which one the server speaks and prefers the modern one.
//
// Each line of standard input is {"verb": …, …}; for each a line {"ok": …} or {"error": "…"} goes to standard output.
// The verbs are the fields of `verbs` below. The server inherits the environment and standard error.
import { createInterface } from 'node:readline';

// The limit on a whole run is the caller's.
const patience = { timeout: 600_000 };

const [line, command, ...args] = process.argv.slice(2);
const isFirst = line === '1';
const { Client } = await import(isFirst ? '@modelcontextprotocol/sdk/client/index.js' : '@modelcontextprotocol/client');
const { StdioClientTransport } = await import(
  isFirst ? '@modelcontextprotocol/sdk/client/stdio.js' : '@modelcontextprotocol/client/stdio'
);
const { AjvJsonSchemaValidator } = await import(
  isFirst ? '@modelcontextprotocol/sdk/validation/ajv' : '@modelcontextprotocol/client/validators/ajv'
);
const transport = new StdioClientTransport({ command, args, env: process.env });
const client = new Client({ name: 'interop', version: '1' }, { versionNegotiation: { mode: 'auto' } });
const compiler = new AjvJsonSchemaValidator();

// The first line tells it to transports that want to know, and to nobody else.
let protocolVersion;
if (isFirst) transport.setProtocolVersion = (version) => (protocolVersion = version);

// The call that is at work, or was last.
let atWork;

// Starts a call; `options` are the SDK's own, such as { timeout, resetTimeoutOnProgress }.
function start({ tool, arguments: given, options }) {
  const call = { progress: [], ended: false, abort: new AbortController() };
  call.told = new Promise((tell) => {
    call.onprogress = (note) => {
      call.progress.push(note);
      tell({ note, ended: call.ended });
    };
  });
  const { onprogress, abort } = call;
  const all = { ...patience, ...options, onprogress, signal: abort.signal };
  const wanted = { name: tool, arguments: given };
  call.result = (isFirst ? client.callTool(wanted, undefined, all) : client.callTool(wanted, all))
    .finally(() => (call.ended = true));
  // It may fail before anyone asks for it.
  call.result.catch(() => {});
  return call;
}

const verbs = {
  server: () => ({
    ...client.getServerVersion(),
    protocolVersion: isFirst ? protocolVersion : client.getNegotiatedProtocolVersion(),
    capabilities: client.getServerCapabilities(),
  }),

  // The SDK compiles the output schemas itself, and from then on holds every result against them.
  tools: async () => {
    const { tools } = await client.listTools();
    tools.forEach((tool) => compiler.getValidator(tool.inputSchema));
    return tools.map(({ name }) => ({ name }));
  },

  call: async (request) => {
    const { result, progress } = start(request);
    return { result: await result, progress };
  },

  // Starts a call and does not wait for it; the three verbs after this one are about that call.
  begin: (request) => {
    atWork = start(request);
    return {};
  },

  // Waits for its first note of progress, and tells whether the call had ended by then.
  told: () => atWork.told,

  abort: async () => {
    atWork.abort.abort('no longer wanted');
    return verbs.fault();
  },

  // Waits for it to fail, and tells with what.
  fault: async () => {
    const ended = await atWork.result.then(
      () => null,
      (error) => error.message,
    );
    if (ended === null) throw new Error('the call did not fail');
    return ended;
  },

  ping: () => client.ping(),
};

await client.connect(transport);
for await (const line of createInterface({ input: process.stdin })) {
  const { verb, ...request } = JSON.parse(line);
  let answer;
  try {
    answer = { ok: await verbs[verb](request) };
  } catch (error) {
    answer = { error: `${error.name}: ${error.message}` };
  }
  console.log(JSON.stringify(answer));
}
await client.close();
