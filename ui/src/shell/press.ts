/**
 * A press under way, from the pointer's going down until its click was heard.
 *
 * Whatever moves the page in between takes the button from under the pointer, and the click is lost: a field that checks itself when it is
 * left does so at the very press of the button below it. So that waits.
 */
let pressed = false;
let waiting: (() => void)[] = [];

/** On a touch screen the click is told a moment after the finger was lifted; where none is told, this long is waited, in milliseconds. */
const UNTOLD = 50;

/** Listens to every press in the window, before anything else does. */
export function watchPresses(window: Window) {
  let ending: number;
  const listen = (type: keyof WindowEventMap, heard: (event: Event) => void) =>
    window.addEventListener(type, heard, { capture: true, passive: true });
  const end = (after = 0) => {
    window.clearTimeout(ending);
    ending = window.setTimeout(release, after);
  };
  listen('pointerdown', (event) => {
    const { isPrimary, button } = event as PointerEvent;
    if (!isPrimary || button !== 0) return;
    window.clearTimeout(ending);
    pressed = true;
  });
  listen('pointerup', () => end(UNTOLD));
  for (const type of ['click', 'pointercancel', 'contextmenu'] as const) listen(type, () => end());
  listen('blur', ({ target }) => {
    if (target === window) end();
  });
}

/** Runs in a task of its own: at once, or after the press that is under way. */
export function afterPress(run: () => void) {
  if (pressed) waiting.push(run);
  else setTimeout(run);
}

function release() {
  pressed = false;
  const all = waiting;
  waiting = [];
  for (const run of all) run();
}
