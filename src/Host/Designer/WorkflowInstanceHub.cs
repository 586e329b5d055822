using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.SignalR;

namespace Doorstep.Host.Designer;

/// <summary>Where a viewer says which case it shows, so that it hears when the case goes on.</summary>
internal sealed class WorkflowInstanceHub(InstanceWatch watch) : Hub
{
    public const string Address = "/elsa/hubs/workflow-instance";

    /// <summary>Cases that one connection may watch.</summary>
    private const int WatchedMax = 20;

    private const string Watched = nameof(Watched);

    public override Task OnConnectedAsync()
    {
        Rights.Demand<FindCases>(Context.GetHttpContext()!.Actor());
        return base.OnConnectedAsync();
    }

    public async Task ObserveInstanceAsync(string instanceId)
    {
        Rights.Demand<FindCases>(Context.GetHttpContext()!.Actor());
        var mine = (HashSet<string>)(Context.Items[Watched] ??= new HashSet<string>(StringComparer.Ordinal));
        if (mine.Count >= WatchedMax || instanceId.Length > 100 || !mine.Add(instanceId)) return;
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId);
        await watch.BeginAsync(instanceId, Context.ConnectionAborted);
        // What happened between the viewer's first questions and this moment nobody would tell it.
        await InstanceWatch.TellAsync(Clients.Caller, instanceId, Context.ConnectionAborted);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var instanceId in (HashSet<string>?)Context.Items[Watched] ?? []) watch.End(instanceId);
        return base.OnDisconnectedAsync(exception);
    }
}
