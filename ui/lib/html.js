// Builds DOM from tagged templates. The markup is only the literal in the source; values are inserted as text, as
// attribute values or as nodes, never as markup.
//
//   html`<p>${text}</p>`                       -> DocumentFragment
//   element`<li ?hidden=${flag}>${name}</li>`  -> HTMLElement
//
// In attributes: name="${value}" (left out for null and false), ?name="${boolean}",
// .name="${property}" (lower-case properties only), @event="${listener}".
// In text: strings, numbers, nodes, arrays of these; null, undefined and false leave nothing.

const HOLE = /\u2063(\d+)\u2063/;

/** @type {WeakMap<TemplateStringsArray, HTMLTemplateElement>} */
const templates = new WeakMap();

/**
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 * @returns {DocumentFragment}
 */
export function html(strings, ...values) {
  const fragment = document.importNode(templateOf(strings).content, true);
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  /** @type {Node[]} */
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    if (node instanceof Element) fillAttributes(node, values);
    else if (node instanceof Text && HOLE.test(node.data)) fillText(node, values);
  }
  return fragment;
}

/**
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 * @returns {HTMLElement}
 */
export function element(strings, ...values) {
  const first = html(strings, ...values).firstElementChild;
  if (!(first instanceof HTMLElement)) throw new TypeError("the template holds no element");
  return first;
}

/** The last number used for an id, so that each id in this window is unique. */
let last = 0;

/** @param {string} stem */
export const freshId = (stem) => `${stem}-${(last += 1)}`;

/**
 * The element that `selector` finds below `root`. Throws if there is none, which is a mistake in the source.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function find(root, selector) {
  const found = root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new TypeError(`nothing matches ${selector}`);
  return found;
}

/** @param {TemplateStringsArray} strings */
function templateOf(strings) {
  let template = templates.get(strings);
  if (!template) {
    template = document.createElement("template");
    template.innerHTML = strings.reduce((all, part, at) => `${all}\u2063${at - 1}\u2063${part}`).trim();
    templates.set(strings, template);
  }
  return template;
}

/**
 * @param {Element} node
 * @param {unknown[]} values
 */
function fillAttributes(node, values) {
  for (const { name, value } of [...node.attributes]) {
    const hole = HOLE.exec(value);
    if (!hole) continue;
    const whole = hole[0] === value;
    const given = values[Number(hole[1])];
    if (name.startsWith("@")) {
      node.removeAttribute(name);
      node.addEventListener(name.slice(1), /** @type {EventListener} */ (given));
    } else if (name.startsWith("?")) {
      node.removeAttribute(name);
      node.toggleAttribute(name.slice(1), Boolean(given));
    } else if (name.startsWith(".")) {
      node.removeAttribute(name);
      Reflect.set(node, name.slice(1), given);
    } else if (whole && (given === null || given === undefined || given === false)) {
      node.removeAttribute(name);
    } else {
      node.setAttribute(name, value.replace(/\u2063(\d+)\u2063/g, (_, at) => String(values[Number(at)] ?? "")));
    }
  }
}

/**
 * @param {Text} node
 * @param {unknown[]} values
 */
function fillText(node, values) {
  const parts = node.data.split(/\u2063(\d+)\u2063/);
  node.replaceWith(...parts.flatMap((part, at) => (at % 2 ? nodesOf(values[Number(part)]) : part ? [part] : [])));
}

/**
 * @param {unknown} value
 * @returns {(Node|string)[]}
 */
function nodesOf(value) {
  if (value === null || value === undefined || value === false) return [];
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  return [value instanceof Node ? value : String(value)];
}
