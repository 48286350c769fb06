-- A lesson's check with the text that its editor opens with.
dofile("tests/measure/simulation.lua")
wrk.body = [[{"text": "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: shop\n  ports:\n  - port: 80\n"}]]
