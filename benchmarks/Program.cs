using System.Text.Json;
using Doorstep.Benchmarks;

var plan = BenchPlan.Read(args);
if (plan.Mode == "kernel")
{
    KernelBenchmarks.Run();
    return;
}

await using var bench = await Bench.OpenAsync(plan);
object result = plan.Mode switch
{
    "durable" => await Durable.RunAsync(bench),
    "starts" => await Starts.RunAsync(bench),
    "stages" => await Stages.RunAsync(bench),
    "growth" => await Growth.RunAsync(bench),
    "deadlines" => await DueTogether.RunAsync(bench),
    _ => await OverHttp.RunAsync(bench),
};
Console.WriteLine(JsonSerializer.Serialize(new { plan, machine = Machine.Facts(), result }, Machine.Json));
