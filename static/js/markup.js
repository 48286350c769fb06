// The one place where text from the server becomes markup: the policy that the Content-Security-Policy names.

const policy = globalThis.trustedTypes?.createPolicy('drydock', { createHTML: (markup) => markup });

/** A document that is not shown, made of a page that this server sent. */
export function parse(markup) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(markup) : markup, 'text/html');
}
