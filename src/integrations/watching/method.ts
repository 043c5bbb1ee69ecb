/** A method of a library's object, whatever its signature. */
export type Method = (this: never, ...args: never[]) => unknown;
/** The same, as it is called through its wrapper: with the arguments that came. */
export type Call = (self: unknown, args: unknown[]) => unknown;

/**
 * Puts a wrapper in place of a method of this one object. `around` is given the original as a call, and answers every
 * call of the method; it is given the wrapper, too, as the application's code knows it. The wrapper has the name and arity of what it wraps, and is not enumerable.
 * @returns Puts back what was there, to the property's descriptor. Where somebody else has wrapped the wrapper
 * meanwhile, it stays in place and only passes on.
 */
export function wrapMethod<K extends string>(
  target: { [key in K]: unknown },
  key: K,
  around: (original: Call, wrapper: Method) => Call,
): () => void {
  const own = Object.getOwnPropertyDescriptor(target, key);
  const original = target[key] as () => unknown;
  let isActive = true;
  const wrapper = function (this: unknown, ...args: unknown[]): unknown {
    return isActive ? call(this, args) : Reflect.apply(original, this, args);
  };
  const call = around((self, args) => Reflect.apply(original, self, args), wrapper);
  Object.defineProperties(wrapper, { name: { value: original.name }, length: { value: original.length } });
  Reflect.defineProperty(target, key, {
    value: wrapper,
    writable: true,
    configurable: true,
    enumerable: own?.enumerable ?? false,
  });
  return () => {
    isActive = false;
    if (target[key] !== wrapper) return;
    if (own === undefined) Reflect.deleteProperty(target, key);
    else Reflect.defineProperty(target, key, own);
  };
}

/** A stand-in for a callback that first tells `heard` how it went. `this`, arguments and result are as they were. */
export function overheard(callback: Method, heard: (error: unknown, result?: unknown) => void): Method {
  return function (this: unknown, ...args: unknown[]): unknown {
    heard(args[0], args[1]);
    return Reflect.apply(callback, this, args);
  };
}

/**
 * A promise that settles as `promise` does, once `heard` knows how. The caller gets this one in its place: a handler
 * beside it would count as handling a rejection that the caller forgot, or add a second one that nobody handles.
 * @param promise What a method returned; anything but a promise is given back as it is.
 */
export function overheardPromise(
  promise: unknown,
  heard: (error: unknown, result?: unknown) => void,
): unknown {
  if (typeof (promise as PromiseLike<unknown> | undefined)?.then !== "function") return promise;
  return (promise as PromiseLike<unknown>).then(
    (result) => {
      heard(undefined, result);
      return result;
    },
    (error: unknown) => {
      heard(error ?? true);
      throw error;
    },
  );
}
