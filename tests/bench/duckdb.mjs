// SPDX-License-Identifier: GPL-3.0-or-later
// duckdb.mjs MODULES THREADS QUERY RESULT [NAME=VALUE]...: runs the query of a file in DuckDB, each @NAME@ replaced, and writes
// wall and CPU seconds of the query alone to RESULT: without the start of Node.js, which is no matter of DuckDB.
// Without a QUERY: the version.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [modules, threads, query, result, ...names] = process.argv.slice(2)
const { DuckDBInstance, version } = createRequire(`${modules}/`)('@duckdb/node-api')
if (query) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`SET threads = ${threads}`)
  let text = readFileSync(query, 'utf8').replace(/^--.*$/gm, '')
  for (const [name, value] of names.map(n => n.split('='))) text = text.replaceAll(`@${name}@`, value)
  const before = process.cpuUsage()
  const began = performance.now()
  await connection.run(text)
  const wall = (performance.now() - began) / 1e3
  const used = process.cpuUsage(before)
  writeFileSync(result, `${wall.toFixed(4)} ${((used.user + used.system) / 1e6).toFixed(4)}\n`)
} else {
  console.log(version())
}
