/**
 * npm's pages of output, told in one sentence that says what to do.
 * @param {string} output what npm printed
 * @returns {string}
 */
export function npmSentence(output) {
  if (/ENOSPC/.test(output)) return "The disk is full, so packages could not be installed: make room and start again.";
  if (/EACCES|EPERM/.test(output))
    return "npm may not write into this folder: give yourself the right to (or clone it anew) and start again.";
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network|fetch failed/i.test(output)) {
    return "The npm registry can't be reached, so packages could not be installed: check the network or npm's registry setting, then start again.";
  }
  if (/E40[134]\b/.test(output))
    return "The npm registry refused to give a package: check npm's registry and sign-in settings, then start again.";
  const errors = output
    .split("\n")
    .filter((line) => /^npm (error|ERR!)/.test(line))
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, ""));
  const reason = errors.find((line) => line !== "" && !line.startsWith("code ")) ?? output.trim().split("\n")[0];
  return `Packages could not be installed (${reason || "npm gave no reason"}): run "npm ci" to see all it says.`;
}
