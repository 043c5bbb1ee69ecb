/** A method as it is called through what stands in its place: with the arguments that came. */
export type Call = (self: unknown, args: unknown[]) => unknown;

/**
 * Puts something in place of a method of this one object. `around` is given the original as a call.
 * @returns Puts back what was there, to the property's descriptor. Where somebody else has wrapped it meanwhile, it
 * stays in place and only passes on.
 */
export function replaceMethod<K extends string>(
  target: { [key in K]: unknown },
  key: K,
  around: (original: Call) => Call,
): () => void {
  const own = Object.getOwnPropertyDescriptor(target, key);
  const original = target[key] as () => unknown;
  const pass: Call = (self, args) => Reflect.apply(original, self, args);
  let call = around(pass);
  const stand = function (this: unknown, ...args: unknown[]): unknown {
    return call(this, args);
  };
  Reflect.defineProperty(target, key, {
    value: stand,
    writable: true,
    configurable: true,
    enumerable: own?.enumerable ?? false,
  });
  return () => {
    call = pass;
    if (target[key] !== stand) return;
    if (own === undefined) Reflect.deleteProperty(target, key);
    else Reflect.defineProperty(target, key, own);
  };
}
