using Doorstep.Host.Api;
using Doorstep.Host.Demo;
using Doorstep.Host.Security;
using Doorstep.Host.Setup;

var settings = HostSettings.Read(args);
var builder = WebApplication.CreateBuilder(args);

builder.AddAddress(settings);
builder.AddEngine(settings);
builder.AddSecurity();
builder.AddApi();
builder.AddDemo(settings);

var app = builder.Build();
await app.PrepareAsync(settings);

app.UseSecurity();
app.MapApi();
app.MapHealth();

await app.StartAsync();
app.Announce(settings);
await app.RunDemoAsync(settings);
await app.WaitForShutdownAsync();
return 0;
