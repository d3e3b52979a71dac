// The only file that knows Tauri. Everything else uses what it exports.

/** @typedef {import("../../src-tauri/bindings/CommandError").CommandError} CommandError */

/**
 * @typedef {{
 *   core: { invoke(command: string, args?: object, options?: { headers: Record<string, string> }): Promise<any> },
 *   event: { listen(name: string, handler: (event: { payload: any }) => void): Promise<() => void> },
 *   window: { getCurrentWindow(): { show(): Promise<void>, close(): Promise<void> } },
 * }} Tauri
 */

/** @returns {Tauri} */
const tauri = () => Reflect.get(window, "__TAURI__");

/** The error of a command that was refused or failed, with a code and a sentence. */
export class Refusal extends Error {
  /** @param {CommandError} error */
  constructor(error) {
    super(error.message);
    this.name = "Refusal";
    this.code = error.code;
    this.field = error.field;
  }
}

/**
 * Runs a command of the Rust side. Rejects with a `Refusal`, whatever the shape of the error.
 * @param {string} command
 * @param {object} [request]
 * @returns {Promise<any>}
 */
export async function call(command, request) {
  try {
    return await tauri().core.invoke(command, request === undefined ? undefined : { request });
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The most bytes of a file to send: one more than Rust accepts, so that it refuses a longer file and says why. */
const MOST_SENT = 50 * 1024 * 1024 + 1;

/**
 * Sends a file to a command as bytes; as JSON it would be about three times as large.
 * @param {string} command
 * @param {File} file
 * @returns {Promise<any>}
 */
export async function sendFile(command, file) {
  const bytes = new Uint8Array(await file.slice(0, MOST_SENT).arrayBuffer());
  try {
    return await tauri().core.invoke(command, bytes, { headers: { name: encodeURIComponent(file.name) } });
  } catch (error) {
    throw refusalOf(error);
  }
}

/**
 * @param {"changed"|"go"|"progress"|"damaged"} name
 * @param {(payload: any) => void} handler
 */
export const listen = (name, handler) => tauri().event.listen(name, (event) => handler(event.payload));

/** Shows this window, which is hidden until there is something to show. */
export const showWindow = () => tauri().window.getCurrentWindow().show();

/** Closes this window; the reminders go on without it. */
export const closeWindow = () => tauri().window.getCurrentWindow().close();

/**
 * Makes a `Refusal` of an error. A bad argument arrives as a plain string, everything else as an object.
 * @param {unknown} error
 */
function refusalOf(error) {
  if (typeof error === "object" && error !== null && "message" in error) {
    const { code = "internal", message, field = null } = /** @type {Partial<CommandError>} */ (error);
    return new Refusal({ code, message: String(message), field });
  }
  return new Refusal({ code: "internal", message: String(error), field: null });
}
