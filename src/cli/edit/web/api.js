// Requests to the room, each with the token of this start.

const fromAddress = location.hash.match(/^#([\w-]{20,})$/);
if (fromAddress) {
  sessionStorage.setItem("bantin-token", fromAddress[1]);
  history.replaceState(null, "", location.pathname + "#/");
}

let language = "vi";

export function setLanguage(code) {
  language = code;
}

export const hasToken = () => Boolean(sessionStorage.getItem("bantin-token"));

/** A refusal of the room; `status` 0 where it cannot be reached. */
export class Refused extends Error {
  constructor(status, value) {
    super(value.error ?? "");
    this.status = status;
    this.value = value;
  }
}

async function request(name, query, options) {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  let response;
  try {
    response = await fetch(`/api/${name}?${new URLSearchParams(pairs)}`, {
      ...options,
      headers: { "X-Bantin-Token": sessionStorage.getItem("bantin-token") ?? "", "Accept-Language": language },
      cache: "no-store",
    });
  } catch {
    throw new Refused(0, {});
  }
  return response;
}

async function value(response) {
  const is = response.headers.get("content-type") ?? "";
  const read = is.includes("json") ? await response.json() : { error: await response.text() };
  if (!response.ok) throw new Refused(response.status, read);
  return read;
}

export const get = async (name, query = {}) => value(await request(name, query, {}));

/** Sends a value as JSON, or the bytes of a file. */
export async function post(name, query = {}, body = {}) {
  const sent = body instanceof Blob ? body : JSON.stringify(body);
  return value(await request(name, query, { method: "POST", body: sent }));
}

/** The address of a picture beside a record, for `<img>`; the caller revokes it. */
export async function picture(file) {
  const response = await request("asset", { file }, {});
  return response.ok ? URL.createObjectURL(await response.blob()) : null;
}
