import { answer } from "../../data/code/offload.mjs";
import { work } from "./jobs.mjs";

await answer(work);
