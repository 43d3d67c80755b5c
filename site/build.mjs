// Builds the site into target/site, and fails on a warning, a dead link or a request to anyone else.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const site = join(here, "target/site");

const run = spawnSync(process.execPath, [join(here, "node_modules/vitepress/bin/vitepress.js"), "build", here], {
  encoding: "utf8",
});
const output = run.stdout + run.stderr;
console.log(output.trim());
if (run.status !== 0 || /warning|\(!\)|not loaded/i.test(output)) {
  console.error("The site was not built, or not without a warning");
  process.exit(1);
}

const failures = [];
const texts = new Map();

function text(file) {
  if (!texts.has(file)) {
    texts.set(file, readFileSync(file, "utf8"));
  }
  return texts.get(file);
}

function hasAnchor(file, anchor) {
  return text(file).includes(`id="${anchor}"`) || text(file).includes(`name="${anchor}"`);
}

/** The file behind a path of the site, whose addresses may lack their ending. */
function fileOf(path) {
  return [path, path + ".html", join(path, "index.html")].find(
    each => existsSync(each) && /\.\w+$/.test(each) && each.startsWith(site));
}

function check(page, target) {
  if (/^https?:/.test(target)) {
    if (!URL.canParse(target)) {
      failures.push(`${relative(site, page)}: ${target} is no address`);
    }
    return;
  }
  if (/^(mailto|data|javascript):/.test(target)) {
    return;
  }
  const [path, anchor] = decodeURI(target).split("#");
  const at = path.startsWith("/") ? join(site, path) : normalize(join(dirname(page), path));
  const file = path === "" ? page : fileOf(at.replace(/\?.*/, ""));
  if (!file) {
    failures.push(`${relative(site, page)}: there is no ${target}`);
  } else if (anchor && file.endsWith(".html") && !hasAnchor(file, anchor)) {
    failures.push(`${relative(site, page)}: there is no ${target}`);
  }
}

function checkRequests(page) {
  for (const [, address] of text(page).matchAll(/<(?:script|img|iframe|source)[^>]*?\ssrc="(https?:[^"]*)"/g)) {
    failures.push(`${relative(site, page)}: asks for ${address}`);
  }
  for (const [, address] of text(page).matchAll(/<link\s[^>]*href="(https?:[^"]*)"/g)) {
    failures.push(`${relative(site, page)}: asks for ${address}`);
  }
}

const pages = readdirSync(site, { recursive: true })
  .filter(name => name.endsWith(".html"))
  .map(name => join(site, name));
let links = 0;
for (const page of pages) {
  // Javadoc checks its own links; those to it are checked here.
  if (!relative(site, page).startsWith("javadoc/")) {
    for (const [, target] of text(page).matchAll(/<a\s[^>]*?href="([^"]*)"/g)) {
      links++;
      check(page, target.replaceAll("&amp;", "&"));
    }
  }
  checkRequests(page);
}
console.log(failures.length ? failures.join("\n") : `${pages.length} pages, ${links} links, none of them dead`);
process.exit(failures.length ? 1 : 0);
