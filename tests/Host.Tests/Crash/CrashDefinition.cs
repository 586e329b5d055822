namespace Doorstep.Host.Tests.Crash;

/// <summary>A machine for crashes: short deadlines in a chain, each racing with an event, effects to itself and to the outside, and a last state that waits for long.</summary>
internal static class CrashDefinition
{
    public const string Id = "crash";

    /// <summary>The state in which every case comes to rest unless it is closed.</summary>
    public const string Resting = "Rest";

    /// <summary>Lets a site have this definition and no other.</summary>
    public static void PutInto(HostSite site)
    {
        var folder = Directory.CreateDirectory(Path.Combine(site.Folder, "definitions")).FullName;
        File.WriteAllText(Path.Combine(folder, "crash.json"), Json);
        site.Environment["DOORSTEP_DEFINITIONS"] = folder;
    }

    private const string Json =
        """
        {
          "definitionId": "crash", "name": "Crash", "version": 1,
          "variables": [ { "id": "pings", "name": "pings", "typeName": "Int32", "value": 0 } ],
          "root": {
            "id": "crash", "type": "Elsa.StateMachine", "initialState": "A",
            "states": [
              { "name": "A" },
              { "name": "B", "entry": { "id": "tell", "type": "Elsa.Sequence", "activities": [
                { "id": "told", "type": "Elsa.PublishEvent",
                  "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Told" } },
                  "payload": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "({ pings: variables.pings })" } } },
                { "id": "echo", "type": "Elsa.PublishEvent",
                  "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Echo" } },
                  "isLocalEvent": { "typeName": "Boolean", "expression": { "type": "Literal", "value": "True" } } } ] } },
              { "name": "C" },
              { "name": "D", "entry": { "id": "told-again", "type": "Elsa.PublishEvent",
                  "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Told" } } } },
              { "name": "Rest" },
              { "name": "End", "final": true }
            ],
            "transitions": [
              { "name": "again", "from": "A", "to": "A",
                "trigger": { "id": "t1", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Ping" } } },
                "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "variables.pings < 3" } },
                "action": { "id": "count", "type": "Elsa.SetVariable", "variable": { "id": "pings", "name": "pings" },
                  "value": { "typeName": "Int32", "expression": { "type": "JavaScript", "value": "variables.pings + 1" } } } },
              { "name": "a-due", "from": "A", "to": "B",
                "trigger": { "id": "t2", "type": "Elsa.Delay", "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "JavaScript", "value": "'00:00:00.' + getInput('wait')" } } } },
              { "name": "b-echo", "from": "B", "to": "C",
                "trigger": { "id": "t3", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Echo" } } } },
              { "name": "b-due", "from": "B", "to": "C",
                "trigger": { "id": "t4", "type": "Elsa.Delay", "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:00:00.600" } } } },
              { "name": "c-due", "from": "C", "to": "D",
                "trigger": { "id": "t5", "type": "Elsa.Delay", "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:00:00.200" } } } },
              { "name": "d-due", "from": "D", "to": "Rest",
                "trigger": { "id": "t6", "type": "Doorstep.Deadline", "within": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:00:00.100" } } },
                "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "variables.pings % 2 == 0" } } },
              { "name": "d-ping", "from": "D", "to": "D",
                "trigger": { "id": "t7", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Ping" } } },
                "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "variables.pings < 5" } },
                "action": { "id": "count-on", "type": "Elsa.SetVariable", "variable": { "id": "pings", "name": "pings" },
                  "value": { "typeName": "Int32", "expression": { "type": "JavaScript", "value": "variables.pings + 1" } } } },
              { "name": "d-late", "from": "D", "to": "Rest",
                "trigger": { "id": "t8", "type": "Elsa.Delay", "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:00:00.800" } } } },
              { "name": "close", "from": "Rest", "to": "End",
                "trigger": { "id": "t9", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Close" } } } },
              { "name": "rest-due", "from": "Rest", "to": "End",
                "trigger": { "id": "t10", "type": "Doorstep.Deadline", "within": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "P30D" } } } }
            ]
          }
        }
        """;
}
