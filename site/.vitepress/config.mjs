import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";

const root = fileURLToPath(new URL("../..", import.meta.url));
const repository = "https://ormtracing.dev/orm-tracing/blob/main/";
const pages = ["docs", "benchmarks"];

function module(path) {
  return fileURLToPath(new URL("../node_modules/" + path, import.meta.url));
}

/** Whether the site has the file as a page, or takes it as a picture. */
function isOnSite(path) {
  const [folder, ...rest] = path.split("/");
  return /\.(png|svg)$/.test(path) || (path.endsWith(".md") && (rest.length === 0 || pages.includes(folder)));
}

/** A link to a file that is no page of the site leads to the repository, and fails the build where there is none. */
function link(href, page) {
  const [target, anchor] = href.split("#");
  if (!target || /^[a-z]+:|^\//.test(target)) {
    return href;
  }
  const path = normalize(join(dirname(page), decodeURI(target))).replace(/\/$/, "");
  if (!existsSync(join(root, path))) {
    throw new Error(`${page}: there is no ${href}`);
  }
  if (path === "README.md") {
    return "/" + (anchor ? "#" + anchor : "");
  }
  return isOnSite(path) ? href : repository + path + (anchor ? "#" + anchor : "");
}

function links(markdown) {
  markdown.core.ruler.push("links-to-the-repository", state => {
    for (const block of state.tokens) {
      for (const token of [block, ...(block.children ?? [])]) {
        if (token.type.startsWith("html_")) {
          // A path without a dot in front is the name of a package to Vite.
          token.content = token.content.replace(/\b(src|srcset)="(?![./]|[a-z]+:)/g, '$1="./');
        }
        if (token.type === "link_open") {
          token.attrSet("href", link(token.attrGet("href"), state.env.relativePath.replace(/^index\.md$/, "README.md")));
        }
      }
    }
  });
}

/** Anchors as GitHub makes them, which the links in the Markdown are written for. */
function anchor(title) {
  return title.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
}

const guide = [
  ["Start", [["What it is", "/"], ["Getting started", "/docs/getting-started"], ["Concepts", "/docs/concepts"],
    ["Spring Boot", "/docs/spring-boot"], ["Quarkus", "/docs/quarkus"], ["Plain JDBC", "/docs/jdbc"]]],
  ["Use", [["Back ends", "/docs/backends"], ["Insight", "/docs/insight"], ["Testing", "/docs/testing"],
    ["The live page", "/docs/console"], ["The trace id in the log", "/docs/logging"]]],
  ["Look up", [["Reference", "/docs/reference"], ["Javadoc", "/javadoc/index.html"], ["Cost", "/benchmarks/README"],
    ["Versions and limits", "/docs/limits"], ["Conformance", "/docs/conformance"], ["Dependencies", "/docs/dependencies"]]],
  ["Migrate from", [["datasource-micrometer", "/docs/migration/datasource-micrometer"], ["p6spy", "/docs/migration/p6spy"],
    ["datasource-proxy", "/docs/migration/datasource-proxy"], ["the Java agent", "/docs/migration/java-agent"],
    ["spring-hibernate-query-utils", "/docs/migration/spring-hibernate-query-utils"]]],
  ["Trust", [["Reliability", "/docs/reliability"], ["Versioning", "/VERSIONING"], ["Changes", "/CHANGELOG"],
    ["Security", "/SECURITY"]]],
  ["Take part", [["Contributing", "/CONTRIBUTING"], ["Rationale", "/RATIONALE"], ["Releasing", "/RELEASING"]]],
];

export default defineConfig({
  title: "orm-tracing",
  description: "What Hibernate does, as an OpenTelemetry trace",
  srcDir: "..",
  srcExclude: ["**/target/**", "**/node_modules/**", "!(docs|benchmarks)/**/*", "CODE_OF_CONDUCT.md"],
  outDir: "target/site",
  cacheDir: "target/cache",
  rewrites: { "README.md": "index.md" },
  ignoreDeadLinks: [/^\/javadoc\//, /^http:\/\/localhost/],
  markdown: { html: true, anchor: { slugify: anchor }, config: links },
  vite: {
    publicDir: fileURLToPath(new URL("../target/public", import.meta.url)),
    // The pages are above the folder of the modules.
    resolve: {
      alias: [
        { find: /^vue\/server-renderer$/, replacement: module("vue/server-renderer/index.mjs") },
        { find: /^vue$/, replacement: module("vue/dist/vue.runtime.esm-bundler.js") },
      ],
    },
    build: { chunkSizeWarningLimit: 5000 },
    server: { fs: { allow: [root] } },
  },
  themeConfig: {
    outline: [2, 3],
    search: { provider: "local" },
    nav: [{ text: "Start", link: "/docs/getting-started" }, { text: "Reference", link: "/docs/reference" },
      { text: "Javadoc", link: "/javadoc/index.html", target: "_self" }],
    sidebar: guide.map(([text, items]) => ({
      text,
      items: items.map(([name, to]) => ({ text: name, link: to, ...(to.endsWith(".html") ? { target: "_self" } : {}) })),
    })),
  },
});
