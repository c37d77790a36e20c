// Starts the pages: language, header, and the view that the address names.
import { load, speak } from './core/i18n.js';
import { followLinks, redraw, show } from './core/router.js';
import { drawHeader, watchHeader } from './ui/header.js';

await speak();
await load('../i18n/');
watchHeader();
drawHeader();
followLinks();
addEventListener('language', () => {
  drawHeader();
  redraw();
});
await show();
