// Imported before anything else, so that an old Node gets a sentence instead of a syntax error or a failed installation.

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const newEnough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

if (!newEnough) {
  console.error(
    `Samovar needs Node 20.19 or newer (22.12 or newer in the 22 line); this is Node ${process.versions.node}. ` +
      "Install a newer one from nodejs.org or with your version manager, and run the command again.",
  );
  process.exit(1);
}
