/** Puts text on the clipboard; false when the browser refused. Pages over plain HTTP lack the newer way. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (window.isSecureContext) await navigator.clipboard.writeText(text);
    else return copySelection(text);
    return true;
  } catch {
    return false;
  }
}

function copySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
