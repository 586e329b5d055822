using Doorstep.Host;
using Doorstep.Host.Demo;
using Doorstep.Host.Setup;

if (CommandLine.AsksForHelp(args))
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}

try
{
    var settings = HostSettings.Read(args);
    var app = await DoorstepHost.BuildAsync(settings, args);

    await app.StartAsync();
    app.Announce(settings);
    await app.RunDemoAsync(settings);
    await app.WaitForShutdownAsync();
    await app.DisposeAsync();
    return Environment.ExitCode;
}
catch (Exception fault) when (StartFault.Explain(fault) is { } reason)
{
    await Console.Error.WriteLineAsync($"Doorstep cannot start: {reason}");
    return 1;
}
