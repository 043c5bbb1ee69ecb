export { type Starting, Starts } from "./starts.ts";
