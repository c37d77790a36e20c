// Names that have to fit into a drawing, measured in the font they have there.
const MEASURED_PX = 100;
const pen = document.createElement('canvas').getContext('2d');

/** How wide it is, in sizes of the font. */
export function ems(text, weight) {
  pen.font = `${weight} ${MEASURED_PX}px ${getComputedStyle(document.documentElement).fontFamily}`;
  return pen.measureText(text).width / MEASURED_PX;
}

/** As much of it as is not wider than that; of what is kept, that share from its end. */
export function cut(text, most, weight, ofEnd = 0) {
  if (ems(text, weight) <= most) return text;
  const letters = [...text];
  const kept = n => {
    const atEnd = Math.floor(n * ofEnd);
    return letters.slice(0, n - atEnd).join('').trimEnd() + '…' + letters.slice(letters.length - atEnd).join('').trimStart();
  };
  let n = letters.length - 1;
  while (n > 0 && ems(kept(n), weight) > most) n--;
  return n > 0 ? kept(n) : '';
}

/** The names if each fits into its room (in sizes of the font); or else what tells them apart, cut in the middle where even that is too long. */
export function fitting(names, rooms, weight) {
  const told = names.every((name, i) => ems(name, weight) <= rooms[i]) ? names : apart(names);
  return told.map((name, i) => cut(name, rooms[i], weight, 1 / 2));
}

/** Without what all of them begin with: of "Block 1" to "Block 30" the numbers. */
function apart(names) {
  if (names.length < 2) return names;
  const isWord = end => names.every(name => name.startsWith(names[0].slice(0, end)) && name.length > end
    && (/\s$/.test(name.slice(0, end)) || /\D$/.test(name.slice(0, end)) && /^\d/.test(name.slice(end))));
  let end = names[0].length;
  while (end > 0 && !isWord(end)) end--;
  return names.map(name => name.slice(end));
}
