// What every page does with a program in the browser: search, sorted and filtered tables and their files, the map's
// choices, the values of a chart, the outline of a cell in its document, copying. Without it every page still shows everything.
import { search } from "./search.js";
import { tables } from "./tables.js";
import { tableFiles } from "./csv.js";
import { explore } from "./explore.js";
import { proof } from "./proof.js";
import { trends } from "./trend.js";
import { languages } from "./languages.js";

for (const start of [search, tables, tableFiles, explore, proof, trends, languages]) start();
