// Loaded into a benchmarked process (node --import): writes its peak memory where BENCH_MEMORY says.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  if (process.env.BENCH_MEMORY)
    writeFileSync(process.env.BENCH_MEMORY, String(process.resourceUsage().maxRSS));
});
