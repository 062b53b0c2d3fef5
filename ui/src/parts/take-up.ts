/**
 * A field that is taken up has its whole text selected: what is typed replaces it. WebKit, seeing the selection made for it, does not
 * scroll to the field then, so that is done here.
 */
export function takeUp({ currentTarget: field }: FocusEvent & { currentTarget: HTMLInputElement }): void {
  field.select();
  field.scrollIntoView({ block: 'nearest' });
}
