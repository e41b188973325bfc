// Loaded into a benchmarked process (node --import): writes its peak memory (KiB) and processor time (microseconds)
// where BENCH_MEMORY says.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  if (process.env.BENCH_MEMORY)
    writeFileSync(process.env.BENCH_MEMORY, JSON.stringify({ maxRSS, cpu: userCPUTime + systemCPUTime }));
});
