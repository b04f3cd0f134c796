// The element that draws a gate's samples with the threshold, or a measure over time. What it shows is said in words by its label.
import { LitElement } from 'lit';
import type { PropertyDeclarations } from 'lit';
import uPlot from 'uplot';
import type { PlotData } from './plotData.ts';

const height = 96;

/** `<gate-plot .data aria-label>`. */
export class GatePlot extends LitElement {
  static override properties: PropertyDeclarations = { data: { attribute: false } };

  declare data: PlotData;

  #plot: uPlot | undefined;
  #size: ResizeObserver | undefined;

  // uplot's style sheet is the page's.
  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size = new ResizeObserver(() => this.#plot?.setSize({ width: this.#width, height }));
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size?.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  override updated(): void {
    const { x, y } = this.data;
    if (this.#plot === undefined) this.#plot = this.#draw();
    else this.#plot.setData([[...x], [...y]]);
  }

  get #width(): number {
    return Math.max(120, this.clientWidth);
  }

  #draw(): uPlot {
    const colour = (name: string): string => getComputedStyle(this).getPropertyValue(name).trim() || 'currentColor';
    const soft = colour('--soft');
    const font = `11px ${getComputedStyle(this).fontFamily}`;
    const axis = { stroke: () => colour('--soft'), font, grid: { show: false }, ticks: { show: false } };
    const options: uPlot.Options = {
      width: this.#width,
      height,
      padding: [8, 8, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { time: false }, y: { range: () => [this.data.low, this.data.high] } },
      axes: [
        { ...axis, size: 20, space: 60, values: (_, ticks) => ticks.map((tick) => `${tick} s`) },
        { ...axis, size: 64, space: 28, ...this.#units() },
      ],
      series: [{}, { stroke: soft, width: 1.5, points: { show: false } }],
      hooks: { draw: [(plot) => this.#drawMarks(plot, colour)] },
    };
    return new uPlot(options, [[...this.data.x], [...this.data.y]], this);
  }

  // Numbers without a unit are left to uplot.
  #units(): Pick<uPlot.Axis, 'values'> {
    const { unit } = this.data;
    return unit === '' ? {} : { values: (_, ticks) => ticks.map((tick) => `${String(tick)} ${unit}`) };
  }

  // The threshold, and the samples: a disc that passed, a cross that failed, a ring that says nothing.
  #drawMarks(plot: uPlot, colour: (name: string) => string): void {
    const { ctx } = plot;
    const { x, y, verdicts, threshold } = this.data;
    const scale = devicePixelRatio;
    const { left, width } = plot.bbox;
    ctx.save();
    ctx.lineWidth = 1.5 * scale;
    if (threshold !== undefined) {
      const at = plot.valToPos(threshold, 'y', true);
      ctx.strokeStyle = colour('--doubt');
      ctx.setLineDash([4 * scale, 4 * scale]);
      ctx.beginPath();
      ctx.moveTo(left, at);
      ctx.lineTo(left + width, at);
      ctx.stroke();
      ctx.setLineDash([]);
    }
    x.forEach((seconds, index) => {
      const value = y[index];
      if (value === null || value === undefined) return;
      const cx = plot.valToPos(seconds, 'x', true);
      const cy = plot.valToPos(value, 'y', true);
      const verdict = verdicts[index];
      if (verdict === undefined) return;
      const r = 3 * scale;
      ctx.beginPath();
      if (verdict === 'fail') {
        ctx.strokeStyle = colour('--bad');
        ctx.moveTo(cx - r, cy - r);
        ctx.lineTo(cx + r, cy + r);
        ctx.moveTo(cx + r, cy - r);
        ctx.lineTo(cx - r, cy + r);
        ctx.stroke();
        return;
      }
      ctx.arc(cx, cy, r, 0, 2 * Math.PI);
      if (verdict === 'pass') {
        ctx.fillStyle = colour('--good');
        ctx.fill();
      } else {
        ctx.strokeStyle = colour('--doubt');
        ctx.stroke();
      }
    });
    ctx.restore();
  }
}
