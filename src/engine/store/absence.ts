/**
 * What it means that a tick is without a series. `ends`: that the series ended there, since who writes a tick writes all
 * that go on, as the sampler does. `gap`: nothing. A series ends only where somebody says so, since not all are written
 * at each tick, and one that could not be made may be there again, as with rules.
 */
export type Absence = "ends" | "gap";
