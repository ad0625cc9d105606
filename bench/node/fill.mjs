// Fills one template with one peer, again and again: `node fill.mjs PEER TEMPLATE`.
// Each line on standard input is a JSON request, each line on standard output its answer:
//   {"data": FILE, "out": FILE}    writes the filled file                      {"bytes": n}
//   {"data": FILE, "least": MS}    fills for at least so long, timed in here   {"ms": mean of one fill}
import fs from "node:fs";
import readline from "node:readline";
import util from "node:util";

const makers = {
  async docxtemplater(file) {
    const { default: PizZip } = await import("pizzip");
    const { default: Docxtemplater } = await import("docxtemplater");
    const raw = fs.readFileSync(file);
    return async (data) => {
      const document = new Docxtemplater(new PizZip(raw), { paragraphLoop: true, linebreaks: true });
      document.render(data);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  async "easy-template-x"(file) {
    const { TemplateHandler } = await import("easy-template-x");
    const raw = fs.readFileSync(file);
    const handler = new TemplateHandler();
    return (data) => handler.process(raw, data);
  },
  async carbone(file) {
    const { default: carbone } = await import("carbone");
    const render = util.promisify(carbone.render);
    return (data) => render(file, data);
  },
};

const [peer, template] = process.argv.slice(2);
const fill = await makers[peer](template);
const known = new Map();

function read(file) {
  if (!known.has(file)) known.set(file, fs.readFileSync(file, "utf8"));
  return JSON.parse(known.get(file));
}

async function timed(file, least) {
  const data = read(file);
  const begin = process.hrtime.bigint();
  let calls = 0;
  let spent = 0;
  while (!calls || spent < least) {
    await fill(data);
    calls += 1;
    spent = Number(process.hrtime.bigint() - begin) / 1e6;
  }
  return { ms: spent / calls };
}

async function written(file, out) {
  const bytes = await fill(read(file));
  fs.writeFileSync(out, bytes);
  return { bytes: bytes.length };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { data, out, least } = JSON.parse(line);
  const answer = out ? await written(data, out) : await timed(data, least);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);
