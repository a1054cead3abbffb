// The official TypeScript SDK, told by lines of JSON what to do: node client.mjs SERVER-COMMAND ARGUMENT…
//
// Each line of standard input is {"verb": …, …}; for each a line {"ok": …} or {"error": "…"} goes to standard output.
// The verbs are the fields of `verbs` below. The server inherits the environment and standard error.
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';

// The limit on a whole run is the caller's.
const patience = { timeout: 600_000 };

const [command, ...args] = process.argv.slice(2);
const transport = new StdioClientTransport({ command, args, env: process.env });
const client = new Client({ name: 'interop', version: '1' });
const compiler = new AjvJsonSchemaValidator();

// The SDK tells it to transports that want to know, and to nobody else.
let protocolVersion;
transport.setProtocolVersion = (version) => (protocolVersion = version);

const verbs = {
  server: () => ({ ...client.getServerVersion(), protocolVersion, capabilities: client.getServerCapabilities() }),

  // The SDK compiles the output schemas itself, and from then on holds every result against them.
  tools: async () => {
    const { tools } = await client.listTools();
    tools.forEach((tool) => compiler.getValidator(tool.inputSchema));
    return tools.map(({ name }) => ({ name }));
  },

  call: async ({ tool, arguments: given }) => {
    const progress = [];
    const onprogress = (note) => progress.push(note);
    const result = await client.callTool({ name: tool, arguments: given }, undefined, { ...patience, onprogress });
    return { result, progress };
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
