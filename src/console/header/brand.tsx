import lighthouse from "../lighthouse.svg";

/** The lighthouse. The service's name beside it says the rest. */
export function Brand() {
  return <img src={lighthouse} alt="Farol" width="28" height="28" />;
}
