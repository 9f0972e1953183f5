import { describe, expect, it } from "vitest";
import { arrowAt, middleOf, rounded, route } from "./route.ts";

const card = (x: number, y: number) => ({ x, y, width: 264, height: 54 });

describe("the way of a line", () => {
  it("is straight down where nothing stands between", () => {
    expect(route({ x: 132, y: 54 }, { x: 132, y: 130 })).toEqual([
      { x: 132, y: 54 },
      { x: 132, y: 130 },
    ]);
  });

  it("turns just below its outlet to reach another column", () => {
    expect(route({ x: 215, y: 100 }, { x: 532, y: 160 })).toEqual([
      { x: 215, y: 100 },
      { x: 215, y: 110 },
      { x: 532, y: 110 },
      { x: 532, y: 160 },
    ]);
  });

  it("goes around a step in its way", () => {
    const between = card(0, 200);
    const points = route({ x: 200, y: 100 }, { x: 132, y: 330 }, [between], [card(0, 26), card(0, 330)]);
    expect(points).toHaveLength(6);
    expect(points[2]?.x).toBe(264 + 30);
    expect(points.at(-1)).toEqual({ x: 132, y: 330 });
  });

  it("turns late where turning early would cross a step", () => {
    const points = route({ x: 132, y: 54 }, { x: 532, y: 400 }, [card(400, 200)]);
    expect(points[1]).toEqual({ x: 132, y: 387 });
  });

  it("goes back up beside the steps it returns past", () => {
    const [top, bottom] = [card(0, 0), card(0, 200)];
    const points = route({ x: 132, y: 254 }, { x: 132, y: 0 }, [], [top, bottom]);
    const lane = points[2]?.x ?? 0;
    expect(lane < 0 || lane > 264).toBe(true);
    expect(points.at(-2)).toEqual({ x: 132, y: -13 });
  });
});

describe("drawing it", () => {
  it("rounds its corners, less where a piece is short", () => {
    expect(
      rounded([
        { x: 0, y: 0 },
        { x: 0, y: 10 },
        { x: 100, y: 10 },
        { x: 100, y: 60 },
      ]),
    ).toBe("M0 0L0 5Q0 10 5 10L91 10Q100 10 100 19L100 60");
  });

  it("puts the plus on the middle of its longest piece, and a head at its end", () => {
    expect(
      middleOf([
        { x: 0, y: 0 },
        { x: 0, y: 10 },
        { x: 100, y: 10 },
      ]),
    ).toEqual({ x: 50, y: 10 });
    expect(arrowAt({ x: 10, y: 20 })).toBe("M10 20L14.2 13L5.8 13Z");
  });
});
