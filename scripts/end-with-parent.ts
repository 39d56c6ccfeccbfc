/** `node --import`: ends the process in order when the one that started it is gone, however that came about. */
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
