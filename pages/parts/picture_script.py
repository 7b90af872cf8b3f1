"""The script behind the picture buttons: Plotly itself draws the file in the reader's browser.

A button carries as JSON what is to stand around the chart (`pages.parts.picture`). The script lays it around the drawn
chart's layout, presses Plotly's own button for a picture, which copies the layout at once, and puts the layout back.
The chart on the page does not change. The text is constant, so that one hash in the content security policy serves.
"""

SCRIPT = """(() => {
if (window.kvaliPictures) return;
window.kvaliPictures = true;
document.addEventListener('click', (event) => {
  const pressed = event.target.closest && event.target.closest('[data-kvali-picture]');
  if (!pressed) return;
  const order = JSON.parse(pressed.dataset.kvaliPicture);
  const plot = document.querySelector('.st-key-' + CSS.escape(order.figure) + ' .js-plotly-plot');
  const camera = plot && plot.querySelector('.modebar-btn');
  if (!camera) return;
  const layout = plot.layout, options = plot._context.toImageButtonOptions;
  const {l, r, t, b} = plot._fullLayout._size, inside = plot._fullLayout.height - t - b;
  const height = plot._fullLayout.height + order.top + order.bottom;
  const across = order.width - l - r;
  const rise = (item) => item.foot ? -(b + item.y) : inside + t + order.top - item.y;
  const words = order.words.map((item) => ({
    text: item.text, font: {size: item.size, color: item.colour, weight: item.weight}, showarrow: false, align: 'left',
    xref: 'paper', yref: 'paper', x: 0, y: 0, xanchor: 'left', yanchor: 'top', xshift: item.x - l, yshift: rise(item),
  }));
  const marks = order.marks.map((item) => ({
    source: item.source, xref: 'paper', yref: 'paper', xanchor: 'left', yanchor: 'top', sizing: 'stretch',
    x: (item.x - l) / across, y: rise(item) / inside, sizex: 22 / across, sizey: 14 / inside,
  }));
  plot.layout = {...layout, width: order.width, height, autosize: false,
    margin: {...layout.margin, l, r, t: t + order.top, b: b + order.bottom},
    annotations: [...(layout.annotations || []), ...words], images: [...(layout.images || []), ...marks]};
  plot._context.toImageButtonOptions = {
    format: pressed.dataset.format, filename: order.file, width: order.width, height,
    scale: pressed.dataset.format === 'png' ? 2 : 1};
  camera.dispatchEvent(new MouseEvent('click'));
  plot.layout = layout;
  plot._context.toImageButtonOptions = options;
});
// Plotly hands the file over by pressing a link of its own, which an open box would take for a click outside of it.
window.addEventListener('click', (event) => {
  if (!event.isTrusted && String(event.target.download || '').startsWith('kvali_')) event.stopPropagation();
}, true);
})()"""
