import { serve } from "../../data/code/pool.mjs";
import { work } from "./jobs.mjs";

serve(work);
